/** Models on the device: native libraries, loading, scoring and changes of items. */
package dev.semsr.model.device;
