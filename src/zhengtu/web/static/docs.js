// The page lists the operations without this file; Swagger UI adds parameters, schemas and a form to try them.
"use strict";
(() => {
  const place = document.getElementById("reference");
  if (!place || typeof SwaggerUIBundle === "undefined") return;
  SwaggerUIBundle({
    url: place.dataset.openapi,
    domNode: place,
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    docExpansion: "list",
    validatorUrl: null,
  });
})();
