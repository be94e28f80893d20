// Sends a question and yields what the server streams back: { event, data }.

import { say } from "./wording.js";

export class Fault extends Error {
  constructor(message, { code = "", retryAfter = 0 } = {}) {
    super(message);
    this.code = code;
    this.retryAfter = Number(retryAfter) || 0;
  }
}

// asked: the body of the request, as the contract has it.
export async function* ask(url, asked, signal) {
  const response = await send(url, asked, signal);
  if (!response.ok) throw await faultOf(response);
  if (response.headers.get("content-type")?.startsWith("application/json")) {
    yield { event: "done", data: await response.json() };
    return;
  }
  yield* events(response.body);
}

async function send(url, body, signal) {
  const headers = { "Content-Type": "application/json", Accept: "text/event-stream" };
  try {
    return await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Fault(say("fault", "unreachable"), { code: "unreachable" });
  }
}

// A refusal before the stream is an RFC 9457 problem document.
async function faultOf(response) {
  const problem = await response.json().catch(() => ({}));
  return new Fault(text(problem.detail) || text(problem.title) || say("fault", "unknown"), {
    code: text(problem.code),
    retryAfter: problem.retry_after ?? response.headers.get("retry-after"),
  });
}

async function* events(body) {
  let pending = "";
  for await (const piece of pieces(body)) {
    const blocks = (pending + piece).split(/\r\n\r\n|\n\n|\r\r/);
    pending = blocks.pop();
    yield* blocks.map(parsed).filter(Boolean);
  }
}

async function* pieces(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    reader.cancel().catch(() => {}); // already broken or aborted: nothing left to close
  }
}

// One block of lines → { event, data }; comments and empty blocks → null.
function parsed(block) {
  let event = "message";
  const data = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5));
  }
  if (data.length === 0) return null;
  try {
    return { event, data: JSON.parse(data.join("\n")) };
  } catch {
    throw new Fault(say("fault", "unreadable"), { code: "unreadable" });
  }
}

function text(value) {
  return typeof value === "string" ? value : "";
}
