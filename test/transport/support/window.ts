import { adapt } from 'cometd-nodejs-client';

// CometD wants a global `window`; the host of a Node process gives it one.
adapt();
