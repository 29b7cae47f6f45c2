// React 19: the elements are known in JSX with properties, attributes and events; nothing else is.
import type { ReactElement } from 'react';
import type {} from 'sms-session-elements/types/react';

export const desk = (): ReactElement => (
  <gws-workspace
    base-url="/api/v2"
    id="desk"
    ongws-error={(event) => {
      event.detail.code satisfies string;
    }}
  >
    <session-list density="compact" />
    <message-log for="desk" lang="fr" />
  </gws-workspace>
);

// @ts-expect-error no such element
export const unknownElement = (): ReactElement => <gws-nothing />;

// @ts-expect-error no such density
export const unknownValue = (): ReactElement => <session-list density="airy" />;

export const unknownDetail = (): ReactElement => (
  <gws-workspace
    ongws-error={(event) => {
      // @ts-expect-error details carry no message text
      void event.detail.text;
    }}
  />
);
