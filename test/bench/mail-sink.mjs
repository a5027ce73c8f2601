// A mail server in a process of its own that accepts everything and keeps nothing. Says its port when it listens.
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onData(stream, _session, done) {
    stream.on('end', () => done());
    stream.resume();
  },
});
server.on('error', () => undefined);
const listening = server.listen(0, '127.0.0.1', () => process.send(listening.address().port));
