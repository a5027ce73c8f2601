// The worker process with everything that it waits for made short, so that a test of faults takes seconds; all else is
// as in a council. What a test may want on top comes in FAULTS, as JSON:
//   clockAt         the moment, ISO, at which the clock of this process starts to run
//   templateFails   the name of a person whose mail cannot be rendered
//   command         true: the command line with the arguments given, in place of the worker
// A message {clockAt} sets the clock anew; it is answered with 'clock set'.
const faults = JSON.parse(process.env.FAULTS ?? '{}');

// Everything in the process sees the moved clock, the queue's library included.
const MachineDate = Date;
let ahead = faults.clockAt ? MachineDate.parse(faults.clockAt) - MachineDate.now() : 0;
globalThis.Date = class Date extends MachineDate {
  constructor(...given) {
    if (given.length === 0) super(MachineDate.now() + ahead);
    else super(...given);
  }
  static now() {
    return MachineDate.now() + ahead;
  }
};
if (!faults.command) {
  process.on('message', ({ clockAt }) => {
    ahead = MachineDate.parse(clockAt) - MachineDate.now();
    process.send('clock set');
  });
}

const { QUEUE_RULES } = await import('../../dist/src/platform/queues/queue-rules.js');
for (const rule of Object.values(QUEUE_RULES)) {
  Object.assign(rule, {
    attempts: 500,
    firstRetryMs: 300,
    longestRetryMs: 1000,
    lockMs: 8000,
    lookForDeadMs: 1000,
  });
}
const { USUAL_PATIENCE } = await import('../../dist/src/platform/mail/smtp.mailer.js');
Object.assign(USUAL_PATIENCE, { connectMs: 4000, answerMs: 12_000 });
const { ROUNDS } = await import('../../dist/src/features/notices/sweeps.processor.js');
ROUNDS.everyMs = 1000;
if (faults.templateFails) {
  const { DigestMail } = await import('../../dist/src/features/notices/digest-mail.js');
  const html = DigestMail.prototype.html;
  DigestMail.prototype.html = function (content) {
    if (content.readerName === faults.templateFails) throw new Error('the template broke');
    return html.call(this, content);
  };
}
await import(faults.command ? '../../dist/src/tracker.js' : '../../dist/src/worker.js');
