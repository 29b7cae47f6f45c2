import { css } from 'lit';

/**
 * Design tokens by role. A host sets the public `--sms-…` property on any ancestor (or on the element); every element reads it into a private
 * `--_…` alias with our value as fallback. Declaring the public names here instead would cut off what a page inherits to us. Styles of elements use the
 * aliases only. `light-dark()` follows the host's `color-scheme`. A test computes the contrasts of both schemes.
 */
export const tokens = css`
  :host {
    /* Background of panels and lists. */
    --_surface: var(--sms-color-surface, light-dark(#ffffff, #171a20));
    /* Background of popovers and dialogs. */
    --_surface-raised: var(--sms-color-surface-raised, light-dark(#ffffff, #20252d));
    /* Background of wells: the log behind bubbles, hovered rows. */
    --_surface-sunken: var(--sms-color-surface-sunken, light-dark(#f4f5f7, #101318));
    /* Body text. */
    --_text: var(--sms-color-text, light-dark(#1b222d, #e7eaf0));
    /* Times, details, second lines. */
    --_text-muted: var(--sms-color-text-muted, light-dark(#566071, #a6b0bf));
    /* Boundaries of controls, at least 3 : 1. */
    --_border: var(--sms-color-border, light-dark(#848d9c, #727d8e));
    /* Primary acts and the selection. */
    --_accent: var(--sms-color-accent, light-dark(#1d5dbd, #84b4ff));
    /* Text on the accent. */
    --_on-accent: var(--sms-color-on-accent, light-dark(#ffffff, #0b1a33));
    /* The customer's words. */
    --_customer: var(--sms-color-customer, light-dark(#475467, #b0bac9));
    /* What agents say to the customer. */
    --_agent: var(--sms-color-agent, light-dark(#1d5dbd, #84b4ff));
    /* What only agents can read. */
    --_agents-only: var(--sms-color-agents-only, light-dark(#6d36a6, #cda8f7));
    /* A supervisor's presence and controls. */
    --_supervisor: var(--sms-color-supervisor, light-dark(#0a6670, #63cdd8));
    /* Failures and destructive acts. */
    --_danger: var(--sms-color-danger, light-dark(#b3261e, #ff9a92));
    /* Text on the danger colour. */
    --_on-danger: var(--sms-color-on-danger, light-dark(#ffffff, #3b0a06));
    /* What needs attention soon. */
    --_warning: var(--sms-color-warning, light-dark(#855000, #f0b65e));
    /* What is well. */
    --_success: var(--sms-color-success, light-dark(#18703d, #62cc92));
    /* The focus ring. */
    --_focus: var(--sms-color-focus, light-dark(#1d5dbd, #a3c8ff));

    /* Hairlines that only separate: decoration, not a boundary of a control. */
    --_line: color-mix(in srgb, var(--_border) 38%, transparent);
    /* Hovered rows and quiet buttons. */
    --_hover: color-mix(in srgb, var(--_text) 7%, transparent);
    /* Selected rows. */
    --_selected: color-mix(in srgb, var(--_accent) 11%, var(--_surface));
    /* Surfaces of bubbles and badges: a role's colour, thinned. */
    --_customer-tint: color-mix(in srgb, var(--_customer) 11%, var(--_surface));
    --_agent-tint: color-mix(in srgb, var(--_agent) 11%, var(--_surface));
    --_agents-only-tint: color-mix(in srgb, var(--_agents-only) 9%, var(--_surface));
    --_supervisor-tint: color-mix(in srgb, var(--_supervisor) 10%, var(--_surface));
    --_danger-tint: color-mix(in srgb, var(--_danger) 9%, var(--_surface));
    --_warning-tint: color-mix(in srgb, var(--_warning) 10%, var(--_surface));
    --_success-tint: color-mix(in srgb, var(--_success) 10%, var(--_surface));

    /* One grid: 4 px comfortable, 3 px compact. */
    --_unit: var(--sms-unit, 4px);
    --_space-xs: calc(var(--_unit) / 2);
    --_space-s: var(--_unit);
    --_space-m: calc(var(--_unit) * 2);
    --_space-l: calc(var(--_unit) * 3);
    --_space-xl: calc(var(--_unit) * 4);
    --_space-2xl: calc(var(--_unit) * 6);
    --_radius: var(--sms-radius, 4px);
    --_radius-panel: var(--sms-radius-panel, 8px);
    --_radius-bubble: var(--sms-radius-bubble, 12px);
    /* rem, so that a reader's own text size counts. */
    --_font-size: var(--sms-font-size, 0.875rem);
    --_font-size-meta: var(--sms-font-size-meta, 0.75rem);
    --_font-size-title: var(--sms-font-size-title, 1rem);
    /* Height of buttons and fields; never below the 24 px of a target. */
    --_control: max(24px, calc(var(--_unit) * 8));
    --_motion: 120ms;

    font-size: var(--_font-size);
    line-height: 1.4;
    color: var(--_text);
  }
  :host([density='compact']) {
    --sms-unit: 3px;
    --sms-font-size: 0.8125rem;
    --sms-font-size-meta: 0.6875rem;
  }
  :host([density='comfortable']) {
    --sms-unit: 4px;
    --sms-font-size: 0.875rem;
    --sms-font-size-meta: 0.75rem;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0s;
    }
  }
  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_surface-raised: Canvas;
      --_surface-sunken: Canvas;
      --_text: CanvasText;
      --_text-muted: CanvasText;
      --_border: CanvasText;
      --_line: CanvasText;
      --_accent: Highlight;
      --_on-accent: HighlightText;
      --_customer: CanvasText;
      --_agent: CanvasText;
      --_agents-only: CanvasText;
      --_supervisor: CanvasText;
      --_danger: CanvasText;
      --_on-danger: Canvas;
      --_warning: CanvasText;
      --_success: CanvasText;
      --_focus: Highlight;
    }
  }
`;
