import { defineComponent, h, type PropType, ref } from 'vue';
import type { Transport } from '../../src/transport/transport.js';

/**
 * A Vue 3 component. As a template it reads `<gws-workspace :transport.prop="transport" @gws-session="heard">`, with
 * `compilerOptions.isCustomElement: (tag) => tag.includes('-')`.
 */
export const VueDesk = defineComponent({
  props: { transport: { type: Object as PropType<Transport>, required: true } },
  setup({ transport }) {
    const status = ref('nothing yet');
    const heard = ({ detail }: HTMLElementEventMap['gws-session']): void => {
      status.value = detail.status;
    };
    return () =>
      h('section', { class: 'card', 'aria-label': 'Vue desk' }, [
        h('h2', 'Customer record'),
        h('p', ['Vue heard: ', h('output', status.value)]),
        h('gws-workspace', { id: 'desk', '.transport': transport, onGwsSession: heard }, [
          h('connection-status'),
          h('session-list'),
          h('sms-session'),
        ]),
      ]);
  },
});
