// Loaded into every process that the bootstrap starts: when the one that started it is gone without a word
// (`kill -9` on npm or on the bootstrap), it ends too, gracefully, instead of living on with nobody to stop it.
const CHECK_MS = 250;
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, CHECK_MS).unref();
