import { topicsOf } from '../src/domain/topics-of.ts';

describe('where an event goes', () => {
  it.each([
    ['threading.MessageAttached.v1', 'mailfold.threading.events.v1'],
    ['directory.ContactRecorded.v1', 'mailfold.directory.events.v1'],
  ])('%s: into the log and the topic of its context', (type, topic) => {
    expect(topicsOf(type, new Set())).toEqual(['mailfold.log.v1', topic]);
  });

  it('into the log alone where the topic of its context is switched off', () => {
    const isOff = new Set(['threading']);
    expect(topicsOf('threading.MessageAttached.v1', isOff)).toEqual(['mailfold.log.v1']);
    expect(topicsOf('linking.DealLinked.v1', isOff)).toHaveLength(2);
  });
});
