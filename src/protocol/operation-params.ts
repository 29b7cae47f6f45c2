import type { OperationName } from './operation-name.js';
import type { UserDataValue } from './session.js';
import type { MonitoringScope, SupervisorMode } from './visibility.js';

/** Whom to consult, invite or transfer to: one of uri, path or (transfer only) queue. Opaque: samples even hold contact uris. */
export interface Target {
  readonly targetUri?: string;
  readonly targetPath?: string;
  readonly queueName?: string;
}

/** Nothing to say beyond the operation's name. */
export type NoParams = Readonly<Record<never, never>>;

interface SendTextParams {
  readonly text: string;
}
interface NoticeParams {
  readonly noticeText: string;
}
interface UserDataParams {
  readonly userData: Readonly<Record<string, UserDataValue>>;
}
interface MonitorParams {
  /** The agent to watch. */
  readonly userId: string;
  /** Default `AllChats`. */
  readonly supervisorMonitoringMode?: MonitoringScope;
  /** Shown to the customer when visible; default the user's name. */
  readonly nickname?: string;
}

/** Parameters of each operation, by canonical name, in the documentation's own words. Mandatory ones are required here. */
export interface OperationParams {
  Accept: { readonly nickname?: string; readonly saveLAR?: boolean };
  Reject: NoParams;
  SendMessage: SendTextParams;
  SendUrl: { readonly url: string };
  SendStartTypingNotification: NoParams;
  SendStopTypingNotification: NoParams;
  SendToAgents: SendTextParams;
  SendStartTypingToAgentsNotification: NoParams;
  SendStopTypingToAgentsNotification: NoParams;
  SendCustomNotice: NoticeParams;
  SendCustomNoticeToAgents: NoticeParams;
  SendNicknameUpdatedNotice: NoticeParams;
  Consult: Target;
  Invite: Target;
  Transfer: Target & { readonly text?: string; readonly messageType?: string; readonly treatAs?: 'Normal' | 'System' };
  CompleteTransfer: NoParams;
  CompleteConference: NoParams;
  RemoveParticipantFromConference: { readonly targetUri: string };
  Leave: { readonly text?: string; readonly messageType?: string; readonly treatAs?: 'Normal' | 'System' };
  Complete: { readonly queueName?: string; readonly saveLAR?: boolean };
  LeaveAndComplete: NoParams;
  SetDisposition: { readonly disposition: string; readonly dispositionKey?: string };
  AttachUserData: UserDataParams;
  UpdateUserData: UserDataParams;
  DeleteUserData: { readonly keys: readonly string[] };
  SetInFocus: NoParams;
  RequestHistory: { readonly eventId?: number };
  Intrude: { readonly userId: string; readonly supervisorVisibilityMode?: SupervisorMode };
  SwitchToMonitor: NoParams;
  SwitchToCoach: NoParams;
  SwitchToBargeIn: NoParams;
  Monitor: MonitorParams;
  Coach: MonitorParams;
  BargeIn: MonitorParams;
  CancelSupervisorMonitoring: { readonly userId: string };
  StartContactCenterSession: {
    readonly channels: readonly string[];
    readonly place?: string;
    readonly loginCode?: string;
    readonly queue?: string;
  };
  EndContactCenterSession: NoParams;
  Ready: { readonly channel?: string };
  NotReady: { readonly channel?: string };
}

/** One wish, ready to be encoded. `sessionId` is required by operations on a session. */
export type OperationCall<N extends OperationName = OperationName> = {
  readonly [K in N]: { readonly operation: K; readonly sessionId?: string; readonly params: OperationParams[K] };
}[N];
