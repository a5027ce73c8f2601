// Loaded into web and worker before anything else: when `npm start` is killed and cannot tell them to stop, the
// channel to it breaks, and they stop by themselves as if told to.
const patienceMs = 10_000;

if (process.connected) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), patienceMs).unref();
  });
  // Listening must not keep a process alive that has ended its work.
  process.channel?.unref();
}
