import { expect, test } from "vitest";
import type { Outcome } from "../../lab/src/worker/contract.ts";
import { Newest } from "../../lab/src/worker/newest.ts";

/** A worker that answers when it is told to. */
function slowWorker() {
  const asked: number[] = [];
  const shown: number[] = [];
  let stops = 0;
  let answer: (outcome: Outcome<number>) => void = () => undefined;
  const newest = new Newest<number, number>(
    (request) => {
      asked.push(request);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    () => {
      stops++;
      answer({ kind: "stopped" });
    },
    (outcome) => {
      if (outcome.kind === "done") shown.push(outcome.value);
    },
  );
  const finish = async (): Promise<void> => {
    answer({ kind: "done", value: asked.at(-1)! });
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { newest, asked, shown, finish, stops: () => stops };
}

test("while one request runs only the newest of those that follow is kept", async () => {
  const { newest, asked, shown, finish } = slowWorker();
  for (const request of [1, 2, 3, 4]) newest.ask(request);
  await finish();
  await finish();
  expect([asked, shown]).toEqual([
    [1, 4],
    [1, 4],
  ]);
});

test("a request that takes long is given up for a newer one, and shows nothing", async () => {
  const { newest, asked, shown, finish, stops } = slowWorker();
  newest.ask(1);
  newest.ask(2);
  await expect.poll(() => asked).toEqual([1, 2]);
  await finish();
  expect([shown, stops()]).toEqual([[2], 1]);
});

test("a request that takes long is let finish while nothing newer is asked for", async () => {
  const { newest, shown, finish, stops } = slowWorker();
  newest.ask(1);
  await new Promise((resolve) => setTimeout(resolve, 400));
  await finish();
  expect([shown, stops()]).toEqual([[1], 0]);
});
