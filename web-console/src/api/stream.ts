import { call } from "./call";
import { isObject } from "./problem";

/** One server-sent event; `data` is whatever JSON came. */
export type ServerEvent = { name: string; data: Record<string, unknown> };

/** Runs an app and yields what happens, as it happens. The browser's own event source can send no headers, hence this. */
export async function* runStream(app: string, body: { inputs: unknown; environment: string }, signal: AbortSignal) {
  const response = await call(`/v1/apps/${encodeURIComponent(app)}/invocations`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal,
  });
  if (response.body) yield* serverEvents(response.body);
}

/** Cuts a stream of bytes into events. */
export async function* serverEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      text += decoder.decode(read.value, { stream: true }).replaceAll("\r", "");
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const event = eventOf(text.slice(0, end));
        text = text.slice(end + 2);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function eventOf(block: string): ServerEvent | undefined {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  if (data.length === 0) return undefined; // a comment that keeps the connection alive
  const parsed: unknown = JSON.parse(data.join("\n"));
  return { name, data: isObject(parsed) ? parsed : {} };
}
