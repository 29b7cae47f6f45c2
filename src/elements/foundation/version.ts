/** Version of the package. A package test keeps it equal to package.json. */
export const VERSION = '0.1.0';
