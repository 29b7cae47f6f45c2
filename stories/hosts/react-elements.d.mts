// The elements for JSX, as a React application gets them. In a file that no story imports: the shipped declarations name every
// element a second time, and the check of templates, which follows imports, would take neither.
import type {} from 'sms-session-elements/types/react';
