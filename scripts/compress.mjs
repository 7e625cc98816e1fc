// Writes file.br and file.gz beside the files of dist/, for hosts that serve such files as they are.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const compressible = /\.(css|csv|html|ico|js|json|md|svg|txt|wasm|webmanifest|xml)$/;

for (const name of readdirSync('dist', { recursive: true })) {
  if (!compressible.test(name)) continue;
  const bytes = readFileSync(`dist/${name}`);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  writeFileSync(`dist/${name}.br`, brotli);
  writeFileSync(`dist/${name}.gz`, gzipSync(bytes, { level: 9 }));
}
