import { hexId, userIdOf } from './ids.js';
import type { Person, Queue } from './model.js';

/** Everybody's password. */
export const PASSWORD = 'password';

const CAST = [
  { userName: 'agent1', firstName: 'Ada', lastName: 'Nowak', supervises: undefined },
  { userName: 'agent2', firstName: 'Ben', lastName: 'Okafor', supervises: undefined },
  { userName: 'agent3', firstName: 'Chloe', lastName: 'Martin', supervises: undefined },
  { userName: 'supervisor1', firstName: 'Dana', lastName: 'Silva', supervises: ['agent1', 'agent2'] },
  { userName: 'supervisor2', firstName: 'Emil', lastName: 'Berg', supervises: [] },
] as const;

/** Inbound sessions go to the first; nobody serves the last, whose name is the one in the Complete sample. @see SMSComplete */
const QUEUES = [
  { name: 'Support', members: ['agent1', 'agent2', 'agent3'] },
  { name: 'Billing', members: ['agent2', 'agent3'] },
  { name: 'PostProcessingQueue', members: [] },
] as const;

/** The users of a world, by id, in a fixed order. */
export function castOf(seed: number): Map<string, Person> {
  return new Map(
    CAST.map(({ userName, firstName, lastName, supervises }) => {
      const id = userIdOf(seed, userName);
      const agents = new Set((supervises ?? []).map((agent) => userIdOf(seed, agent)));
      const role = supervises === undefined ? 'agent' : 'supervisor';
      return [id, { id, userName, firstName, lastName, role, supervises: agents }];
    }),
  );
}

/** The queues of a world; the first takes what comes in. */
export function queuesOf(seed: number): readonly [Queue, ...Queue[]] {
  const [first, ...others] = QUEUES.map(({ name, members }) => ({
    id: hexId(seed, `queue/${name}`, 32),
    name,
    members: members.map((agent) => userIdOf(seed, agent)),
  }));
  if (first === undefined) throw new Error('a world needs a queue');
  return [first, ...others];
}
