import type { WireRequest } from '../../protocol/wire.js';
import { control } from './control.js';
import { serveCustomer } from './customer.js';
import type { Engine, EngineAnswer, EngineOptions, EngineRequest } from './contract.js';
import { releaseHeld } from './faults.js';
import { LIMITS } from './limits.js';
import { answerOf, refusal, type Outcome } from './outcome.js';
import { PASSWORD } from './people.js';
import { dispatch } from './router.js';
import { routeInTime } from './routing.js';
import { createWorld, type World } from './world.js';

/** Runs a request so that whatever goes wrong inside becomes the `statusCode` for that. */
function guarded(run: () => EngineAnswer): EngineAnswer {
  try {
    return run();
  } catch {
    return answerOf(refusal(4));
  }
}

/** Deduplicating mode: a copy that a browser sent by itself gets the first one's answer. */
function once(world: World, request: EngineRequest, run: () => Outcome): EngineAnswer {
  const { answers } = world;
  if (answers === undefined || request.operationId === undefined) return answerOf(run());
  const key = `${request.userId}/${request.operationId}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const outcome = run();
  const answer = answerOf(outcome);
  if (outcome.unexecuted === true) return answer;
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > LIMITS.answers && oldest !== undefined) answers.delete(oldest);
  return answer;
}

/** Makes a stand-in for GWS. */
export function createEngine(options: EngineOptions): Engine {
  let world = createWorld(options, options.seed ?? 1);
  const reset = (seed: number): void => {
    world = createWorld(options, seed);
    options.sink.restart();
  };
  return {
    authenticate(userName: string, password: string): string | undefined {
      if (password !== PASSWORD) return undefined;
      return [...world.people.values()].find((person) => person.userName === userName)?.id;
    },
    request(request: EngineRequest): EngineAnswer {
      return guarded(() => {
        const person = world.people.get(request.userId);
        if (person === undefined) return answerOf(refusal(20));
        return once(world, request, () => dispatch(world, person, request));
      });
    },
    control(request: WireRequest): EngineAnswer {
      return guarded(() => control(world, request, reset));
    },
    customer(request: WireRequest): EngineAnswer {
      return guarded(() => answerOf(serveCustomer(world, request)));
    },
    tick(): void {
      releaseHeld(world);
      routeInTime(world);
    },
  };
}
