/** Keeps the lab for when there is no network, once there is time for it. Where that cannot be, the lab works as before. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const register = () => void navigator.serviceWorker.register("./service-worker.js").catch(() => undefined);
  setTimeout(register, afterStart);
}

/** Milliseconds: the first plots come first. */
const afterStart = 2500;
