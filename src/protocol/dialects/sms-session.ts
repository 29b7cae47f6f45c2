import { SHARED_ALIASES } from './aliases.js';
import type { Dialect } from './dialect.js';

/** SMS sessions. The topic and the channel's name at session start are our inference from the resource's name. @see SMSResources */
export const SMS_SESSION: Dialect = {
  name: 'sms-session',
  collection: 'smssessions',
  resourceKeys: ['smssession', 'smsession'],
  strayKeys: ['chat'],
  uriKeys: ['smssessionUri', 'smsessionUri', 'smssessionPath', 'smsessionPath'],
  stateTypes: ['SMSsessionStateChangeMessage'],
  channel: 'smssession',
  topics: ['/v2/me/*'],
  topic: '/v2/me/smssessions',
  lacks: [
    'SendCustomNotice',
    'SendCustomNoticeToAgents',
    'SendNicknameUpdatedNotice',
    'CompleteTransfer',
    'CompleteConference',
    'RequestHistory',
  ],
  wire: {},
  aliases: SHARED_ALIASES,
  history: 'read',
};
