/** The README's example: one handler, and that is all. */
package io.signalbox.example.handler;
