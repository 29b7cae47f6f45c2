import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, Input, signal } from '@angular/core';
import type { Transport } from '../../src/transport/transport.js';

/** An Angular component: `CUSTOM_ELEMENTS_SCHEMA` lets the tags through; properties in brackets, events in parentheses. */
@Component({
  selector: 'angular-desk',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section class="card" aria-label="Angular desk">
      <h2>Customer record</h2>
      <p>
        Angular heard: <output>{{ status() }}</output>
      </p>
      <gws-workspace id="desk" [transport]="transport" (gws-session)="heard($event)">
        <connection-status></connection-status>
        <session-list></session-list>
        <sms-session></sms-session>
      </gws-workspace>
    </section>
  `,
})
export class AngularDesk {
  @Input({ required: true }) transport!: Transport;
  readonly status = signal('nothing yet');

  heard({ detail }: HTMLElementEventMap['gws-session']): void {
    this.status.set(detail.status);
  }
}
