/** What Material for MkDocs puts into the page's global scope and the theme's scripts use. */

/** Calls back with the document now and after every instant navigation. */
declare const document$: {
  subscribe(callback: (document: Document) => void): { unsubscribe(): void };
};
