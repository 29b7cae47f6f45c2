import { parseArgs } from 'node:util';
import { House } from '../e2e/support/house.js';
import { grown, Visits } from './visits.js';

// `--minutes N`: so long, conversations come and go in Chromium, against the real server.
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const house = await House.open();
try {
  const visits = await Visits.begin(house);
  for (let first = 0; first < 10; first++) await visits.visit();
  const before = await visits.holdings();
  console.log(`after ${visits.made} conversations: ${JSON.stringify(before)}`);
  const end = Date.now() + Number(values.minutes) * 60_000;
  for (let look = Date.now() + 60_000; Date.now() < end;) {
    await visits.visit();
    if (Date.now() < look) continue;
    look += 60_000;
    console.log(`after ${visits.made}: ${JSON.stringify(await visits.holdings())}`);
  }
  const now = await visits.holdings();
  const complaints = [...grown(before, now), ...(await visits.detached()), ...house.complaints];
  const left = await visits.leave();
  if (left > 0) complaints.push(`${left} Bayeux sessions left`);
  console.log(`${visits.made} conversations in ${values.minutes} minutes: ${JSON.stringify(now)}`);
  console.log(complaints.length > 0 ? complaints.join('\n') : 'nothing grew');
  if (complaints.length > 0) process.exitCode = 1;
} finally {
  await house.close();
}
