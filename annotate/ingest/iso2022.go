package ingest

import "bytes"

// decodeISO2022 decodes the Japanese of mail, which is ASCII with escape sequences and so would pass for UTF-8. Line ends
// are \n then: a \r is none to the decoder, which must find the letters that it is to be back at by then.
func decodeISO2022(data []byte) (d decoded, ok bool) {
	if !bytes.Contains(data, []byte("\x1b$")) || !isASCII(data) {
		return decoded{}, false
	}
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	text, ok := decodeAs(data, "iso-2022-jp")
	return decoded{text: text, encoding: "iso-2022-jp", guessed: true}, ok
}
