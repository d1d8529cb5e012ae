export interface ProductRow {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}
export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}
export interface Inventory {
  readonly inStock: boolean;
  readonly shippingEstimate: number;
}
interface Review {
  readonly id: string;
  readonly body: string;
}
interface Author extends Omit<UserRow, 'name'> {
  readonly reviews: readonly (Review & { readonly product: { readonly upc: string } })[];
}
type ProductReview = Review & { readonly author: Author };
type UserReview = Review & {
  readonly product: { readonly upc: string; readonly reviews: readonly ProductReview[] };
};

/** What the reviews subgraph tells of products and users. */
export interface Reviews {
  readonly products: readonly { readonly reviews: readonly ProductReview[] }[];
  readonly users: readonly { readonly reviews: readonly UserReview[] }[];
}

/** What other subgraphs tell of what the reviews name. */
export interface Facts {
  readonly products: ReadonlyMap<string, object>;
  readonly names: ReadonlyMap<string, string>;
}

export function shapeProduct({ upc, name, price, weight }: ProductRow, stock: Inventory) {
  return { inStock: stock.inStock, name, price, shippingEstimate: stock.shippingEstimate, upc, weight };
}

/** Reviews as the client asked for them. */
export const reviewsOf = {
  user: (reviews: readonly UserReview[], facts: Facts) =>
    reviews.map(({ id, body, product }) => ({
      id,
      body,
      product: { ...facts.products.get(product.upc), reviews: reviewsOf.product(product.reviews, facts) },
    })),
  product: (reviews: readonly ProductReview[], facts: Facts) =>
    reviews.map(({ id, body, author }) => ({
      id,
      body,
      author: {
        id: author.id,
        username: author.username,
        name: facts.names.get(author.id),
        reviews: author.reviews.map((review) => ({
          id: review.id,
          body: review.body,
          product: facts.products.get(review.product.upc),
        })),
      },
    })),
};
