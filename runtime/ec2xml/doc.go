// Package ec2xml reads and writes the XML of EC2 responses.
//
//	<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
//	    <requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>
//	    <imagesSet>
//	        <item><imageId>ami-0123456789EXAMPLE</imageId><isPublic>true</isPublic></item>
//	    </imagesSet>
//	</DescribeImagesResponse>
//
// A Decoder reads such a document for a client; a Writer writes one for a server;
// ParseError and AppendError do the same for error responses. The package
// implements the format of structures, lists and values, and contains nothing about
// any operation; code that ec2gen generates calls it.
//
// # What is accepted
//
// The whole document is in memory. Namespaces are ignored, names are compared by
// their local part. Elements may be self-closing; text may contain the five predefined
// entities, character references, CDATA sections, comments and processing instructions.
// A document type declaration is rejected, so no entity can expand. Otherwise the rules
// of well-formedness are those of encoding/xml, which the AWS SDK uses.
//
// Intended differences from the SDK:
//   - a comment, a processing instruction or several CDATA sections inside a value
//     are valid XML; the SDK rejects them, this package reads the text around them;
//   - a number that does not fit into the member's 32 bits is an error; the SDK keeps the
//     low 32 bits;
//   - epoch-seconds beyond the years 1678 to 2262 are read correctly, and beyond 31
//     million years, as infinities, are an error; the SDK's overflow;
//   - a document type declaration is an error; the SDK skips it.
//
// # Memory
//
// A DescribeImages response can have 100 MB and millions of values, so values are
// not allocated one by one: strings are copied into shared chunks of at most 4 KB,
// and pointers to scalars point into slabs of at most 256 values. A value keeps its
// chunk and slab alive, but never the document.
//
// A Decoder allocates at most a small multiple of the document's size: Append and
// New count the memory of lists and structures, and fail at Limits.Memory.
package ec2xml
