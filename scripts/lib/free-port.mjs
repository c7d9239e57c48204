import { createServer } from "node:net";

function listenOnce({ port, host }) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve({ error }));
    server.listen({ port, host, exclusive: true }, () => {
      const { port: taken } = server.address();
      server.close(() => resolve({ port: taken }));
    });
  });
}

/** Null when the address is free, else the system's error. */
export async function whyNotListen({ port, host }) {
  const { error } = await listenOnce({ port, host });
  return error ?? null;
}

export async function freePort({ preferred = 0, host = "127.0.0.1" } = {}) {
  const first = await listenOnce({ port: preferred, host });
  if (!first.error) {
    return first.port;
  }
  const any = await listenOnce({ port: 0, host });
  if (any.error) {
    throw any.error;
  }
  return any.port;
}
