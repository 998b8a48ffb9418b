import { call } from "./call";

/** Fetches a file with the session and hands it to the browser under the given name. */
export async function download(path: string, accept: string, fileName: string) {
  const response = await call(path, { headers: { Accept: accept } });
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
