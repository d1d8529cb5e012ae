const productReviews = `
  reviews {
    id
    body
    author {
      id
      username
      reviews { id body product { upc } }
    }
  }`;

/** The floor's requests, written by hand as the rest of it. */
export const queries = {
  topProducts: '{ topProducts { upc name price weight } }',
  users: '{ users { id username name } }',
  inventory: `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Product { inStock shippingEstimate } }
  }`,
  products: `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Product { name price weight } }
  }`,
  names: `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on User { name } }
  }`,
  reviews: `query ($products: [_Any!]!, $users: [_Any!]!) {
    products: _entities(representations: $products) { ... on Product { ${productReviews} } }
    users: _entities(representations: $users) {
      ... on User {
        reviews { id body product { upc ${productReviews} } }
      }
    }
  }`,
};
