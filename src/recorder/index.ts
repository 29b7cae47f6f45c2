/**
 * The flight recorder: what a workspace hears, asks and is told to do, recorded without a word of what people say, and played again through the same
 * controllers. An entry of its own, so that pages without it do not carry it.
 */
export { createFlightRecorder, recorderOf } from './flight-recorder.js';
export type { FlightRecorder, FlightRecorderOptions, FlightRecorderState } from './flight-recorder.js';
export type * from './format.js';
export { parseRecording } from './parse.js';
export type { ParsedRecording, RecordingProblem } from './parse.js';
export { createReplay, replayRecording } from './replay.js';
export type { Replay, ReplayState, ReplayVerdict } from './replay.js';
export { describeEntry, summaryOf } from './timeline.js';
export type { SessionSummary, WorkspaceSummary } from './timeline.js';
