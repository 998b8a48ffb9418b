import { expect, test } from "vitest";
import { serverEvents } from "./stream";

function bytes(...pieces: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
}

async function all(body: ReadableStream<Uint8Array>) {
  const events = [];
  for await (const event of serverEvents(body)) events.push(event);
  return events;
}

test("puts events together that come in pieces", async () => {
  const events = await all(bytes("id: 1\nevent: step.del", 'ta\ndata: {"text":"客', '户"}\n\nevent: step.finished\ndata: {}\n\n'));
  expect(events).toEqual([
    { name: "step.delta", data: { text: "客户" } },
    { name: "step.finished", data: {} },
  ]);
});

test("passes over the comments that keep a connection alive", async () => {
  expect(await all(bytes(": ping\n\n", "event: a\r\ndata: {}\r\n\r\n"))).toEqual([{ name: "a", data: {} }]);
});
