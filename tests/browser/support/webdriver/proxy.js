// Between a browser and the site, for what WebDriver cannot do: answer for the site, and be without a network.
import { createServer, request as ask } from "node:http";

/** @returns {Promise<{ url: string, answer(prefix: string, files: object): void, blockWorkers(isBlocked: boolean): void, setOffline(isOffline: boolean): Promise<void>, close(): void }>} */
export async function proxyOf(site) {
  const answers = new Map();
  let areWorkersBlocked = false;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, site);
    if (areWorkersBlocked && request.headers["service-worker"]) return response.writeHead(404).end();
    for (const [prefix, files] of answers) {
      if (!pathname.startsWith(prefix)) continue;
      const file = files[pathname.slice(prefix.length)];
      response.writeHead(file ? 200 : 404, file && { "content-type": file.contentType });
      return response.end(file?.body);
    }
    const asked = ask(new URL(request.url, site), { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    // A page that is closed while it asks or is answered: what is half asked would be waited for without an end.
    response.on("close", () => asked.destroy());
    request.pipe(asked);
  });
  const listen = (port) => new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address();
  const stop = () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve)));
  return {
    url: `http://127.0.0.1:${port}/`,
    blockWorkers: (isBlocked) => void (areWorkersBlocked = isBlocked),
    answer: (prefix, files) => answers.set(prefix, files),
    setOffline: (isOffline) => (isOffline ? stop() : listen(port)),
    close: () => void stop(),
  };
}
