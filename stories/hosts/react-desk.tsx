import { useState } from 'react';
import type { Transport } from '../../src/transport/transport.js';

/** A React 19 component: properties are set as properties, events are heard with `on` before their name. */
export function ReactDesk({ transport }: { readonly transport: Transport }) {
  const [status, setStatus] = useState('nothing yet');
  return (
    <section className="card" aria-label="React desk">
      <h2>Customer record</h2>
      <p>
        React heard: <output>{status}</output>
      </p>
      <gws-workspace
        id="desk"
        transport={transport}
        ongws-session={(event) => {
          setStatus(event.detail.status);
        }}
      >
        <connection-status />
        <session-list />
        <sms-session />
      </gws-workspace>
    </section>
  );
}
