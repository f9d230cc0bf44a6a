// Go's net/smtp does what Tidings does, but for the record and the query: the same mail to the same people, made up in
// memory, since Go's library reads no SQLite. Each connection is kept.
//
//	gomail PORT PEOPLE CONNECTIONS    prints a line of figures, in the order of Progress.java
package main

import (
	"bytes"
	"fmt"
	html "html/template"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/smtp"
	"net/textproto"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	text "text/template"
	"time"
)

type person struct {
	ID              int
	Name, Email     string
	Balance, Logins int
	Orders          []string
}

type moment struct {
	at      time.Time
	cpu     time.Duration
	through int64
}

func now(through int64) moment {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return moment{time.Now(), time.Duration(used.Utime.Nano() + used.Stime.Nano()), through}
}

func (from moment) rateTo(to moment) float64 {
	return float64(to.through-from.through) / to.at.Sub(from.at).Seconds()
}

func (from moment) microsTo(to moment) float64 {
	return float64((to.cpu - from.cpu).Microseconds()) / float64(to.through-from.through)
}

var orders = func() []string {
	rows := make([]string, 10)
	for i := range rows {
		rows[i] = fmt.Sprintf("Order %d of this week", i)
	}
	return rows
}()

func paragraphs() []string {
	all := make([]string, 12)
	for i := range all {
		all[i] = fmt.Sprintf("Paragraph %d of a report that somebody wants to read on Monday morning, "+
			"with enough words in it to be like mail,", i)
	}
	return all
}

func htmlSource() string {
	var page strings.Builder
	page.WriteString("<html><body><h1>Hello {{.Name}}</h1><p>Your balance is {{.Balance}}.</p>")
	for _, paragraph := range paragraphs() {
		page.WriteString("<p style=\"font-family: sans-serif; color: #333\">" + paragraph + " {{.Logins}} times.</p>")
	}
	page.WriteString("<table>{{range .Orders}}<tr><td>{{.}}</td></tr>{{end}}</table></body></html>")
	return page.String()
}

func textSource() string {
	return "Hello {{.Name}}\r\n\r\nYour balance is {{.Balance}}.\r\n\r\n" +
		strings.Join(paragraphs(), "\r\n\r\n") + "\r\n"
}

var (
	htmlTemplate = html.Must(html.New("html").Parse(htmlSource()))
	textTemplate = text.Must(text.New("text").Parse(textSource()))
)

func write(mail *bytes.Buffer, to person) error {
	var page, plain bytes.Buffer
	if err := htmlTemplate.Execute(&page, to); err != nil {
		return err
	}
	if err := textTemplate.Execute(&plain, to); err != nil {
		return err
	}
	mail.Reset()
	parts := multipart.NewWriter(mail)
	fmt.Fprintf(mail, "Date: %s\r\nFrom: Reports <reports@example.com>\r\nTo: %s <%s>\r\n",
		time.Now().Format(time.RFC1123Z), to.Name, to.Email)
	fmt.Fprintf(mail, "Message-ID: <%d.%d@example.com>\r\nSubject: %s\r\nMIME-Version: 1.0\r\n",
		to.ID, time.Now().UnixNano(), mime.QEncoding.Encode("utf-8", "Your weekly report "+to.Name))
	fmt.Fprintf(mail, "Content-Type: multipart/alternative; boundary=%s\r\n\r\n", parts.Boundary())
	for kind, content := range []*bytes.Buffer{&plain, &page} {
		part, err := parts.CreatePart(textproto.MIMEHeader{
			"Content-Type":              {[]string{"text/plain", "text/html"}[kind] + "; charset=UTF-8"},
			"Content-Transfer-Encoding": {"quoted-printable"},
		})
		if err != nil {
			return err
		}
		encoder := quotedprintable.NewWriter(part)
		if _, err := content.WriteTo(encoder); err != nil {
			return err
		}
		if err := encoder.Close(); err != nil {
			return err
		}
	}
	return parts.Close()
}

func send(server *smtp.Client, to person, mail []byte) error {
	if err := server.Mail("reports@example.com"); err != nil {
		return err
	}
	if err := server.Rcpt(to.Email); err != nil {
		return err
	}
	data, err := server.Data()
	if err != nil {
		return err
	}
	if _, err := data.Write(mail); err != nil {
		return err
	}
	return data.Close()
}

func work(address string, people <-chan int, sent func()) error {
	server, err := smtp.Dial(address)
	if err != nil {
		return err
	}
	var mail bytes.Buffer
	for id := range people {
		name := "Person " + strconv.Itoa(id)
		to := person{id, name, fmt.Sprintf("person%d@example.org", id), id % 1000, id % 7, orders}
		if err := write(&mail, to); err != nil {
			return err
		}
		if err := send(server, to, mail.Bytes()); err != nil {
			return err
		}
		sent()
	}
	return server.Quit()
}

func number(argument string) int {
	value, err := strconv.Atoi(argument)
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	address, count, connections := "127.0.0.1:"+os.Args[1], number(os.Args[2]), number(os.Args[3])
	people := make(chan int, 2000)
	start := now(0)
	half, most := start, start
	var through int64
	sent := func() {
		switch done := atomic.AddInt64(&through, 1); done {
		case int64(count) / 2:
			half = now(done)
		case int64(count) * 95 / 100:
			most = now(done)
		}
	}
	var hands sync.WaitGroup
	for i := 0; i < connections; i++ {
		hands.Add(1)
		go func() {
			defer hands.Done()
			if err := work(address, people, sent); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}()
	}
	for id := 1; id <= count; id++ {
		people <- id
	}
	close(people)
	hands.Wait()
	end := now(through)
	fmt.Printf("go\t%d\t%.2f\t%.0f\t%.0f\t%.0f\t%.1f\t%.1f\t0\n", through, end.at.Sub(start.at).Seconds(),
		start.rateTo(end), start.rateTo(most), half.rateTo(end), start.microsTo(end), half.microsTo(end))
}
