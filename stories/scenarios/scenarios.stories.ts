import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, waitFor } from 'storybook/test';
import '../../src/define.js';
import { button, desk, newWorld, NUMBER, page, phone, textOf } from './stage.js';

const meta: Meta = { title: 'Scenarios', parameters: { layout: 'fullscreen' } };
export default meta;

/** Presses a button as soon as it is there. */
async function press(root: ParentNode, name: string): Promise<void> {
  await waitFor(() => expect(button(root, name)).toBeDefined(), { timeout: 5000 });
  button(root, name)?.click();
}

async function reads(root: ParentNode, text: string): Promise<void> {
  await waitFor(() => expect(textOf(root)).toContain(text), { timeout: 5000 });
}

const at = (canvas: HTMLElement, id: string): HTMLElement => canvas.querySelector(`#${id}`) as HTMLElement;

/** A customer writes, the agent accepts and answers: all of it on the sandbox inside this page. */
export const AgentAndCustomer: StoryObj = {
  render: () => {
    const world = newWorld('Hi! Where is my order?');
    return page(desk(world, 'agent1', 'Agent’s desk'), phone(world));
  },
  play: async ({ canvasElement }) => {
    await press(at(canvasElement, 'agent1'), 'Accept');
    await reads(at(canvasElement, 'agent1'), 'Hi! Where is my order?');
  },
};

/** Two agents and a customer: consult the second agent, whisper, invite or transfer. */
export const TwoAgents: StoryObj = {
  render: () => {
    const world = newWorld('I would like to return a lamp.');
    return page(desk(world, 'agent1', 'Agent’s desk'), desk(world, 'agent2', 'Second agent’s desk'), phone(world));
  },
  play: async ({ canvasElement }) => {
    await press(at(canvasElement, 'agent1'), 'Accept');
    await reads(at(canvasElement, 'agent1'), 'I would like to return a lamp.');
  },
};

/** A supervisor joins as Monitor, Coach or Barge in; the phone shows what the customer may know. */
export const Supervision: StoryObj = {
  render: () => {
    const world = newWorld('This is the third time I ask!');
    return page(desk(world, 'agent1', 'Agent’s desk'), desk(world, 'supervisor1', 'Supervisor’s desk'), phone(world));
  },
  play: async ({ canvasElement }) => {
    await press(at(canvasElement, 'agent1'), 'Accept');
    await press(at(canvasElement, 'supervisor1'), 'Intrude');
    await press(at(canvasElement, 'supervisor1'), 'Accept');
    await reads(at(canvasElement, 'supervisor1'), 'This is the third time I ask!');
    // Silent: the agent's desk knows of one agent and the customer only.
    await expect(textOf(at(canvasElement, 'agent1'))).not.toContain('supervisor1');
  },
};

/** The line is cut again and again: what was missed is caught up with. */
export const BrokenLine: StoryObj = {
  render: () => {
    const world = newWorld('Are you there?');
    return page(
      desk(world, 'agent1', 'Agent’s desk'),
      phone(world),
      chaos(() => {
        world.control({ method: 'POST', path: '/sandbox/faults', body: { kind: 'restart' } });
        world.text(NUMBER, `Sent while the line was down, ${new Date().toLocaleTimeString()}`);
      }),
    );
  },
};

function chaos(cut: () => void): HTMLElement {
  const element = document.createElement('p');
  const cutter = document.createElement('button');
  cutter.textContent = 'Cut the line, and text meanwhile';
  cutter.addEventListener('click', cut);
  element.append(cutter);
  return element;
}
