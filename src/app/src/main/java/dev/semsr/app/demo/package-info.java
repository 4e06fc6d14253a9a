/** The whole path on one machine, to look at: shop, model, broker, job, shoppers. */
package dev.semsr.app.demo;
