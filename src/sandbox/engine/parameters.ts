import type { JsonObject, JsonValue } from '../../protocol/json.js';
import { LIMITS, utf8Length } from './limits.js';
import { own, refusal, type Outcome } from './outcome.js';

type Kind = 'text' | 'name' | 'flag' | 'data' | 'keys' | 'names' | 'mode' | 'scope' | 'treatAs';

interface Parameter {
  readonly kind: Kind;
  readonly required: boolean;
}

const must = (kind: Kind): Parameter => ({ kind, required: true });
const may = (kind: Kind): Parameter => ({ kind, required: false });

const TEXT = { text: must('text') };
const NOTICE = { noticeText: must('text') };
const TARGET = { targetUri: may('name'), targetPath: may('name'), userUri: may('name') };
const CLOSING_WORDS = { text: may('text'), messageType: may('name'), treatAs: may('treatAs') };
const WATCH = { supervisorMonitoringMode: may('scope'), nickname: may('name') };

/** Parameters per operation. Others are ignored, as unknown JSON keys are. @see the page of each operation */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, Parameter>>>> = {
  Accept: { nickname: may('name'), saveLAR: may('flag') },
  SendMessage: TEXT,
  SendToAgents: TEXT,
  SendUrl: { url: must('text') },
  SendCustomNotice: NOTICE,
  SendCustomNoticeToAgents: NOTICE,
  SendNicknameUpdatedNotice: NOTICE,
  Consult: TARGET,
  Invite: TARGET,
  Transfer: { ...TARGET, queueName: may('name'), ...CLOSING_WORDS },
  RemoveParticipantFromConference: TARGET,
  Leave: CLOSING_WORDS,
  Complete: { queueName: may('name'), saveLAR: may('flag') },
  SetDisposition: { disposition: must('text'), dispositionKey: may('name') },
  AttachUserData: { userData: must('data') },
  UpdateUserData: { userData: must('data') },
  DeleteUserData: { keys: must('keys') },
  Monitor: WATCH,
  Coach: WATCH,
  BargeIn: WATCH,
  Intrude: { supervisorVisibilityMode: may('mode') },
  StartContactCenterSession: {
    channels: must('names'),
    place: may('name'),
    loginCode: may('name'),
    queue: may('name'),
    devicePath: may('name'),
  },
};

/** Of these at least one must be given. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  Consult: ['targetUri', 'targetPath', 'userUri'],
  Invite: ['targetUri', 'targetPath', 'userUri'],
  Transfer: ['targetUri', 'targetPath', 'userUri', 'queueName'],
  RemoveParticipantFromConference: ['targetUri', 'targetPath', 'userUri'],
};

const MODES: readonly JsonValue[] = ['Monitor', 'Coach', 'BargeIn'];
const SCOPES: readonly JsonValue[] = ['NextChat', 'AllChats'];
const TREATMENTS: readonly JsonValue[] = ['Normal', 'System'];

function isText(value: JsonValue): value is string {
  return typeof value === 'string' && utf8Length(value) <= LIMITS.textBytes;
}

function isName(value: JsonValue): value is string {
  return typeof value === 'string' && value.length <= LIMITS.name;
}

function isNames(value: JsonValue): boolean {
  return Array.isArray(value) && value.length <= LIMITS.userDataKeys && value.every((each: JsonValue) => isName(each));
}

/** Whether a value can be attached data: flat, of strings and numbers, and not too much. @see SMSAttachUserData */
export function isUserData(value: JsonValue): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= LIMITS.userDataKeys && entries.every(([key, each]) => isName(key) && isUserDataValue(each));
}

/** Strings and numbers. @see SMSAttachUserData */
function isUserDataValue(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return utf8Length(value) <= LIMITS.userDataValueBytes;
  return typeof value === 'number' && Number.isFinite(value);
}

const CHECKS: Readonly<Record<Kind, (value: JsonValue) => boolean>> = {
  text: isText,
  name: isName,
  flag: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  data: isUserData,
  keys: isNames,
  names: isNames,
  mode: (value) => MODES.includes(value),
  scope: (value) => SCOPES.includes(value),
  treatAs: (value) => TREATMENTS.includes(value),
};

const isGiven = (value: JsonValue | undefined): value is JsonValue =>
  value !== undefined && value !== null && value !== '';

/** Refuses with 1 what lacks a mandatory parameter (empty counts as lacking), with 10 what has the wrong type or size. */
export function checkParameters(operation: string, params: JsonObject): Outcome | undefined {
  const known = Object.hasOwn(PARAMETERS, operation) ? PARAMETERS[operation] : undefined;
  for (const [name, { kind, required }] of Object.entries(known ?? {})) {
    const value = own(params, name);
    if (!isGiven(value)) {
      if (required) return refusal(1, name);
    } else if (!CHECKS[kind](value)) return refusal(10, name);
  }
  const alternatives = ONE_OF[operation];
  if (alternatives === undefined || alternatives.some((name) => isGiven(own(params, name)))) return undefined;
  return refusal(1, alternatives.join(' or '));
}

/** A checked string parameter, if it was given. */
export function textOf(params: JsonObject, name: string): string | undefined {
  const value = own(params, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
