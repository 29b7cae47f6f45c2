import { FlightRecorderElement } from './flight-recorder.element.js';

FlightRecorderElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'flight-recorder': FlightRecorderElement;
  }
}

export { FlightRecorderElement };
// What it shows: so that a page needs one import.
export { createFlightRecorder, recorderOf } from '../../recorder/flight-recorder.js';
