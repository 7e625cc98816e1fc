// Serves dist/ to this machine alone, as a static host would: the files as they are, or the .br or .gz beside them if
// the browser accepts it, with the headers of dist/_headers.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { headersOf } from './headers.mjs';

const port = Number(process.env.PORT || 8080);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`PORT=${process.env.PORT} is no port: give a number from 1 to 65535.`);
  process.exit(1);
}

function listen(server, then) {
  server
    .on('error', (error) => {
      console.error(
        error.code === 'EADDRINUSE'
          ? `Port ${port} is in use. Stop what listens there, or choose another, as with PORT=${port + 1} before make.`
          : `Cannot listen on port ${port}: ${error.message}`,
      );
      process.exit(1);
    })
    .listen(port, '127.0.0.1', then);
}

if (process.argv[2] === 'check') {
  // Checks before minutes of building that the port is free.
  const server = createServer();
  listen(server, () => server.close());
} else {
  const { default: sirv } = await import('sirv');
  // `dev` reads the disk at every request, so that a new build needs no restart.
  const dist = fileURLToPath(new URL('../dist', import.meta.url));
  const files = sirv(dist, {
    dev: true,
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(response, pathname) {
      const text = readFileSync(`${dist}/_headers`, 'utf8');
      for (const [name, value] of headersOf(text, pathname)) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => files(request, response));
  listen(server, () => console.log(`Petaday is at http://127.0.0.1:${port}/ (Ctrl-C stops it)`));
}
