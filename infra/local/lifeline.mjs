// Loaded into every process that `up:distributed` starts: its standard input is a pipe, which closes when the one that started it
// is gone without a word. Then it ends too, gracefully, instead of living on with nobody to stop it.
process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM')).resume();
// The pipe alone keeps no process alive.
process.stdin.unref?.();
