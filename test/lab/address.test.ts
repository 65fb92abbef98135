import { expect, test } from "vitest";
import { readAddress, views, writeAddress } from "../../lab/src/navigation/address.ts";

test("an address keeps link, view and neuron", () => {
  for (const view of views)
    for (const link of ["", "#v1.AbC-_9"])
      for (const neuron of view === "hidden" ? [undefined, 0, 432] : [undefined])
        expect(readAddress(writeAddress({ link, view, neuron }))).toEqual({ link, view, neuron });
});

test("a bare link is the explorer with that experiment, as links written before there were views", () => {
  expect(readAddress("#v1.AbC")).toEqual({ link: "#v1.AbC", view: "explorer", neuron: undefined });
  expect(readAddress("")).toEqual({ link: "", view: "explorer", neuron: undefined });
});

test.each(["-1", "1e3", "0x10", "1.5", "99999999999999999999", "<img>", ""])("%j is no neuron", (text) => {
  expect(readAddress(`#view=hidden&neuron=${text}`)).toEqual({ link: "", view: "hidden", neuron: undefined });
});

test("a view that does not exist is the explorer", () => {
  expect(readAddress("#view=__proto__").view).toBe("explorer");
});
