// What a member of a class looks up in a text that the class was given, sent to their teacher's map of it a few words
// at a time. The reader's data say whether there is anybody to tell; for everyone else nothing is kept or sent.

const WAIT = 3000; // ms
const GLANCE = 1000; // ms; a pointer that rests shorter on a word only passed over it

export class Lookups {
  constructor(reader, map) {
    this.reader = reader;
    this.map = map;
    this.words = [];
    this.waiting = 0;
    addEventListener("pagehide", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
  }

  /** A gloss was opened; by hovering it counts when it is still open after a moment. */
  opened(word, gloss, { pinned }) {
    if (!this.reader.lookups || word.id == null) return;
    if (pinned) return this.add(word);
    setTimeout(() => gloss.isOpen && gloss.word === word && this.add(word), GLANCE);
  }

  add({ id, range }) {
    const node = range.startContainer;
    const text = node.nodeType === Node.TEXT_NODE ? node : document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
    const start = text && this.map.offset(text, text === node ? range.startOffset : 0);
    if (start == null) return;
    this.words.push([Number(id), start]);
    this.soon();
  }

  /** Tells once that the end of the text was seen. */
  watchEnd(element) {
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting || !this.reader.lookups) return;
      observer.disconnect();
      this.read = true;
      this.soon();
    });
    observer.observe(element);
  }

  soon() {
    this.waiting ||= setTimeout(() => this.send(), WAIT);
  }

  /** What could not be sent is sent with the next words. */
  async send() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    const { words, read } = this;
    if (!words.length && !read) return;
    this.words = [];
    this.read = false;
    const isTaken = await this.reader.tell({ words: words.slice(0, 100), read: read === true }).catch(() => false);
    if (isTaken) return;
    this.words = [...words, ...this.words].slice(0, 100);
    this.read ||= read;
  }
}
