/** The archive job: clicks in, ended sessions out, as Avro files by day that training reads. */
package dev.semsr.jobs.archive;
