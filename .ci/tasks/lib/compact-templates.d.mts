/** CSS without comments and the white space that says nothing; strings stay as they are. */
export function compactCss(css: string): string;

/** HTML with line breaks and their indentation as one space. */
export function compactHtml(html: string): string;
