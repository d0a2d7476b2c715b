/// Items with a shelf life: stock by age, what of it will expire, and how much to order all the same.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.fresh;
