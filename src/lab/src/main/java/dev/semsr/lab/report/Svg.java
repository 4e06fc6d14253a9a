package dev.semsr.lab.report;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a drawing as SVG. Lengths are in pixels, from the upper left corner. */
public final class Svg {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    public Svg(int width, int height) {
        try {
            xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartElement("svg");
            xml.writeAttribute("xmlns", "http://www.w3.org/2000/svg");
            xml.writeAttribute("viewBox", "0 0 " + width + " " + height);
            xml.writeAttribute("width", String.valueOf(width));
            xml.writeAttribute("height", String.valueOf(height));
            xml.writeAttribute("font-family", "sans-serif");
            xml.writeAttribute("font-size", "12");
            rectangle(0, 0, width, height, "white");
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    public void rectangle(double x, double y, double width, double height, String colour) {
        empty(
                "rect",
                "x",
                px(x),
                "y",
                px(y),
                "width",
                px(width),
                "height",
                px(height),
                "fill",
                colour);
    }

    public void line(double x1, double y1, double x2, double y2, String colour) {
        empty("line", "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2), "stroke", colour);
    }

    public void polyline(String points, String colour) {
        empty("polyline", "points", points, "fill", "none", "stroke", colour, "stroke-width", "2");
    }

    public void dot(double x, double y, String colour) {
        empty("circle", "cx", px(x), "cy", px(y), "r", "3", "fill", colour);
    }

    /**
     * Writes words.
     *
     * @param anchor which part of them is at the place: {@code start}, {@code middle} or {@code
     *     end}
     */
    public void words(double x, double y, String anchor, String words) {
        try {
            xml.writeStartElement("text");
            attributes("x", px(x), "y", px(y), "text-anchor", anchor);
            xml.writeCharacters(words);
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** The whole drawing; nothing can be added after it. */
    public String end() {
        try {
            xml.writeEndElement();
            xml.flush();
            return text + "\n";
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** A length as SVG writes it. */
    static String px(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }

    private void empty(String element, String... attributes) {
        try {
            xml.writeEmptyElement(element);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private static IllegalStateException failure(XMLStreamException e) {
        return new IllegalStateException("A drawing cannot be written as XML", e);
    }
}
