// The morning sweep: the same number due among few and among many actions, and one in fifty due of many. Ratings and
// notices are counted, the mail is not (mails.bench.mjs).
import { makeDue, measured, QUICK, withNational } from './national.mjs';
import { median, print, rounded } from './measure.mjs';

const AUTHORITIES = QUICK ? 30 : 153;
const SIZES = QUICK ? [600, 6000] : [3_000, 30_000, 300_000];
/** One in seven of the smallest; more, and on the next days the same would be due again with nothing left to tell. */
const SAME_DUE = Math.round(SIZES[0] / 7);
/** Working days on which no window opens or closes; the first is for warming up. */
const DAYS = ['2027-03-09', '2027-03-10', '2027-03-11', '2027-03-12'];

const sameDue = [];
for (const actions of SIZES) {
  await withNational(['--authorities', AUTHORITIES, '--actions', actions].map(String), async (env, owner) => {
    const { rows } = await owner.query(
      `select count(*)::integer as open from actions where status in ('not_started','in_progress')`,
    );
    await makeDue(owner, '2027-03-08', 0);
    await measured(env, 'morning.mjs', ['sweep', '2027-03-08']);
    const runs = await rounds(env, owner, DAYS, SAME_DUE / rows[0].open);
    sameDue.push(figure('sweep.same_due', actions, runs));
    if (actions === SIZES.at(-1)) {
      const days = ['2027-03-15', '2027-03-16', '2027-03-17', '2027-03-18'];
      figure('sweep.one_in_fifty', actions, await rounds(env, owner, days, (actions * 0.02) / rows[0].open));
    }
  });
}
print({
  name: 'sweep.same_due.ratio',
  value: rounded(Math.max(...sameDue) / Math.min(...sameDue)),
  unit: 'times',
  sizes: SIZES,
});

async function rounds(env, owner, days, share) {
  const runs = [];
  for (const day of days) {
    await makeDue(owner, day, share);
    runs.push(await measured(env, 'morning.mjs', ['sweep', day]));
  }
  return runs.slice(1);
}

function figure(name, actions, runs) {
  const seconds = median(runs.map((run) => run.seconds));
  const { rated, written, digests } = runs.at(-1);
  const most = Math.max(...runs.map(({ perAuthority }) => perAuthority));
  const statements = rounded(most, 1);
  const rss = Math.max(...runs.map((run) => run.rss));
  const n = runs.length;
  const about = { n, actions, authorities: AUTHORITIES, rated, written, digests, statements, rss };
  print({ name, value: rounded(seconds), unit: 's', ...about });
  return seconds;
}
