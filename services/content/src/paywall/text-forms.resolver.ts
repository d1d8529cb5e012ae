import { FieldResolver, Resolver, Root } from 'type-graphql';
import { documentToHtml, documentToPlainText } from '../documents/document.read';
import { FullContent, PreviewContent } from './paywall.type';

/** The forms of the whole text; each is made only when it is asked for. */
@Resolver(() => FullContent)
export class FullContentResolver {
  @FieldResolver()
  html(@Root() { richText }: FullContent): string {
    return documentToHtml(richText);
  }

  @FieldResolver()
  plainText(@Root() { richText }: FullContent): string {
    return documentToPlainText(richText);
  }
}

/** The forms of a preview, from a document that was cut before. */
@Resolver(() => PreviewContent)
export class PreviewContentResolver {
  @FieldResolver()
  html(@Root() { richText }: PreviewContent): string {
    return documentToHtml(richText);
  }

  @FieldResolver()
  plainText(@Root() { richText }: PreviewContent): string {
    return documentToPlainText(richText);
  }
}
