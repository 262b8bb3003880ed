// What the server says of one word of the lesson, asked for when it is wanted: each answer once.

export class Lookup {
  constructor(urlTemplate) {
    this.urlTemplate = urlTemplate;
    this.answers = new Map();
  }

  /** {definition, pos} of a general word in its sentence; both null where the dictionary does not have it. */
  definition(id, sentence) {
    return this.once(`${this.url(id, "definition.json")}?sentence=${sentence}`, (response) => response.json());
  }

  /** The second layer of a gloss, as a piece of a page; of other sentences than this one. */
  more(id, sentence) {
    return this.once(`${this.url(id, "more")}?sentence=${sentence}`, async (response) => {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return [...page.body.children];
    });
  }

  url(id, what) {
    return this.urlTemplate.replace("__id__", encodeURIComponent(id)).replace("__what__", what);
  }

  /** After a failure the next call asks again. */
  once(url, read) {
    if (!this.answers.has(url)) {
      const answer = fetch(url).then((response) => {
        if (!response.ok) throw new Error(`${url}: ${response.status}`);
        return read(response);
      });
      answer.catch(() => this.answers.delete(url));
      this.answers.set(url, answer);
    }
    return this.answers.get(url);
  }
}
