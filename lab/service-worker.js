// What keeps the lab when there is no network. The build writes the version and the files of the lab into it.
const version = "VERSION";
const files = [];

const prefix = "rheobase-lab-";
const cacheName = prefix + version;
/** Both names of the page. */
const pages = ["./", "./index.html"].map((name) => new URL(name, self.location).pathname);

/** All files of one build are kept together, so that no page ever has some of one build and some of another. */
self.addEventListener("install", (event) => {
  // Names below assets/ hold a hash of what is in them: what the page has loaded serves again.
  const requests = files.map(
    (file) => new Request(file, { cache: file.includes("/assets/") ? "default" : "no-cache" }),
  );
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)));
});

/** A newer build takes over once no page of the older one is open; what that kept is thrown away. */
self.addEventListener("activate", (event) => {
  const clean = async () => {
    const names = await caches.keys();
    await Promise.all(
      names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)),
    );
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  const answer = async () => {
    const cache = await caches.open(cacheName);
    const isPage = request.mode === "navigate" && pages.includes(new URL(request.url).pathname);
    const kept = await cache.match(isPage ? "./" : request, { ignoreSearch: true });
    return kept ?? fetch(request);
  };
  event.respondWith(answer());
});
