// Vue: templates know the elements as global components.
import type { GlobalComponents } from 'vue';
import type {} from 'sms-session-elements/types/vue';

type Props<T extends keyof GlobalComponents> = InstanceType<GlobalComponents[T]>['$props'];

export const workspace: Props<'gws-workspace'> = {
  'base-url': '/api/v2',
  id: 'desk',
  onGwsError: (event) => event.detail.code satisfies string,
};

export const list: Props<'session-list'> = { density: 'compact' };

// @ts-expect-error no such density
export const unknownValue: Props<'session-list'> = { density: 'airy' };
