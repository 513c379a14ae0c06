// Ends with 0 if the service in this container answers at the image's port: `health.mjs`, or `health.mjs /readyz`.
const [path = '/healthz'] = process.argv.slice(2);
const address = `http://127.0.0.1:8080${path}`;

try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(4_000) });
  process.stdout.write(`${address} answers ${answer.status}\n`);
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  process.stdout.write(`${address} does not answer: ${String(error)}\n`);
  process.exitCode = 1;
}
