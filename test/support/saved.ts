import { byRole } from './by-role.js';

/** What a click on the button of that name saves; that browsers save it is seen end to end. */
export async function saved(element: Element, name: string): Promise<{ readonly name: string; readonly text: string }> {
  const blobs: Blob[] = [];
  const files: string[] = [];
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (object: Blob) => {
    blobs.push(object);
    return create(object);
  };
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    files.push(this.download);
  };
  byRole(element, 'button', name).click();
  URL.createObjectURL = create;
  Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
  const bytes = await (blobs[0] as Blob).arrayBuffer();
  return { name: files[0] ?? '', text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}
